import { runService } from '#libs/host';
import { MATCHING } from './matching.module';

runService(MATCHING, process.argv.slice(2));
