import { runService } from '#libs/host';
import { COMMUNITY } from './community.module';

runService(COMMUNITY, process.argv.slice(2));
