import { Injectable } from '@nestjs/common';
import type { WrittenFacts } from '../domain/engine/packed-parts';
import { Memory } from '../domain/memory';
import type { SettingsVersion } from '../domain/settings';
import { LEDGER_COLUMNS, type LedgerRow, type StoredLedger, storedLedgerOf } from '../storage/ledger.rows';
import { writtenFactsOf } from '../storage/menu.rows';
import { ShownPlaces } from '../storage/shown-places';
import { SETTINGS_COLUMNS, type SettingsRow, settingsVersionOf } from '../storage/settings.store';

/** Which tables the memory of a replica follows, how their rows read, and where their earlier states are kept. */
export const MENUS = {
  from: { table: 'menus', columns: 'judged' },
  versions: { table: 'menu_versions', key: 'menu_id' },
  read: (row: unknown): WrittenFacts => writtenFactsOf((row as { readonly judged: string }).judged),
};

export const LEDGERS = {
  from: { table: 'capacity_ledgers', columns: LEDGER_COLUMNS },
  versions: { table: 'ledger_versions', key: 'menu_id, session' },
  read: (row: unknown): StoredLedger => storedLedgerOf(row as LedgerRow),
};

const SETTINGS = {
  from: { table: 'matching_settings', columns: SETTINGS_COLUMNS },
  read: (row: unknown): SettingsVersion => settingsVersionOf(row as SettingsRow),
};

type Rows = readonly unknown[];

/** Takes changed rows into the memory of this replica. */
@Injectable()
export class FollowedQueries {
  constructor(
    private readonly memory: Memory,
    private readonly shown: ShownPlaces,
  ) {}

  readonly tables = [
    { ...MENUS.from, apply: (tenant: string, rows: Rows) => this.learnMenus(tenant, rows) },
    { ...LEDGERS.from, apply: (tenant: string, rows: Rows) => this.learnLedgers(tenant, rows.map(LEDGERS.read)) },
    {
      ...SETTINGS.from,
      apply: (tenant: string, rows: Rows) => this.memory.settings.learn(tenant, rows.map(SETTINGS.read)),
    },
  ];

  seen(tenant: string, snapshot: string): void {
    this.memory.seen(tenant, snapshot);
  }

  private learnMenus(tenant: string, rows: Rows): void {
    const changed: string[] = [];
    this.memory.places.learnMenus(tenant, menusIn(rows, changed));
    this.shown.forget(tenant, changed);
  }

  private learnLedgers(tenant: string, ledgers: readonly StoredLedger[]): void {
    this.memory.places.learnLedgers(tenant, ledgers);
    this.shown.forget(
      tenant,
      ledgers.map(({ menuId }) => menuId),
    );
  }
}

/** One after the other: the facts of one menu are thrown away before the next are read. */
function* menusIn(rows: Rows, changed: string[]): Generator<WrittenFacts> {
  for (const row of rows) {
    const facts = MENUS.read(row);
    changed.push(facts.menuId);
    yield facts;
  }
}
