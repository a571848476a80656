import { runService } from '#libs/host';
import { GATEWAY } from './gateway.module';

runService(GATEWAY, process.argv.slice(2));
