import { insertRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { SupporterAdviceEntity, TrainingEntity } from './advice.entity';

/** Writes down what a supporter was advised (支援者支援). Only ever added to. */
export const insertAdvice = (
  db: EntityManager,
  advice: Omit<SupporterAdviceEntity, 'version' | 'number'>,
): Promise<void> => insertRow(db, SupporterAdviceEntity, { ...advice, version: 1 });

/** Writes down who learned what (人材育成). Only ever added to. */
export const insertTraining = (
  db: EntityManager,
  training: Omit<TrainingEntity, 'version' | 'number'>,
): Promise<void> => insertRow(db, TrainingEntity, { ...training, version: 1 });
