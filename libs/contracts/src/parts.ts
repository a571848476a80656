import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, ValidateNested } from 'class-validator';

type Part = new () => object;

/** One object inside another. A list in its place is refused. */
export function IsPart(part: () => Part): PropertyDecorator {
  return (target, key) => {
    IsObject({ message: 'オブジェクトで指定してください' })(target, key);
    ValidateNested()(target, key);
    Type(part)(target, key);
  };
}

/** A list of objects, `max` at most. A list of lists is refused. */
export function AreParts(part: () => Part, max: number): PropertyDecorator {
  return (target, key) => {
    IsArray({ message: '配列で指定してください' })(target, key);
    ArrayMaxSize(max)(target, key);
    IsObject({ each: true, message: 'オブジェクトを並べて指定してください' })(target, key);
    ValidateNested({ each: true })(target, key);
    Type(part)(target, key);
  };
}
