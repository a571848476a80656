import { KnownRoutes } from './known-routes';

it('tells the methods of a path, and nothing for a path that is none', () => {
  const known = new KnownRoutes();
  known.add('/a/:id/b', ['GET', 'HEAD']);
  known.add('/a/:id/b', ['PUT']);
  known.add('*', ['OPTIONS']);
  expect(known.methodsAt('/a/1/b?x=1')).toEqual(['GET', 'HEAD', 'PUT']);
  expect(known.methodsAt('/a//b')).toEqual([]);
  expect(known.methodsAt('/a/1/b/')).toEqual([]);
  expect(known.methodsAt('/a/1')).toEqual([]);
});
