import { runService } from '#libs/host';
import { INTAKE } from './intake.module';

runService(INTAKE, process.argv.slice(2));
