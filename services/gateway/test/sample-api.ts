import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, Max, Min } from 'class-validator';
import { Acted, IsCodeOf, IsId, IsText, MayBeLeftOut } from '#libs/contracts';
import type { Role } from '#libs/kernel';
import { create, put, read, step } from '../src/http/route';
import type { Table } from '../src/http/tables';

const WORKERS: readonly Role[] = ['INTAKE_WORKER', 'CSW'];

class SampleView {
  @IsId() sampleId!: string;
  @IsInt() limit!: number;
}

export class ReadSampleV1 {
  static readonly subject = 'rpc.intake.read-sample.v1';
  static readonly answer = SampleView;
  static readonly allow = WORKERS;
  static readonly reads = true;
  @IsId() sampleId!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
}

export class CreateSampleV1 {
  static readonly subject = 'rpc.intake.create-sample.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsText(200) note!: string;
  @MayBeLeftOut() @IsCodeOf('fields', { each: true }) @ArrayMaxSize(5) fields?: string[];
}

export class StepSampleV1 {
  static readonly subject = 'rpc.intake.step-sample.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() sampleId!: string;
  @MayBeLeftOut() @IsText(50) reason?: string;
}

export class ReplaceSampleV1 {
  static readonly subject = 'rpc.intake.replace-sample.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CSW'];
  @IsId() sampleId!: string;
  @IsInt() @Min(0) @Max(10) size!: number;
}

/** Nobody answers this one. */
export class AskNobodyV1 {
  static readonly subject = 'rpc.outreach.ask-nobody.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  static readonly reads = true;
  @IsId() sampleId!: string;
}

/** A small API with one route of each kind. */
export const SAMPLE_TABLE: Table = {
  name: 'SampleRoutes',
  routes: [
    read('/samples/:sampleId', ReadSampleV1, '見本を読む'),
    create('/samples', CreateSampleV1, '見本を作る'),
    step('/samples/:sampleId/step', StepSampleV1, '見本を進める'),
    put('/samples/:sampleId/size', ReplaceSampleV1, '見本の大きさを置き換える'),
    read('/nobody/:sampleId', AskNobodyV1, '誰も答えない'),
  ],
};
