export { eventually } from './eventually';
export { testServers, type TestServers } from './servers';
export { serviceUnderTest, ServiceWorld } from './world';
