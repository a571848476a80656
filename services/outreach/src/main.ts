import { runService } from '#libs/host';
import { OUTREACH } from './outreach.module';

runService(OUTREACH, process.argv.slice(2));
