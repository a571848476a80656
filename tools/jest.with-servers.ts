/** Tests that ask real servers: jest's five seconds are for a machine that does nothing else. */
jest.setTimeout(30_000);
