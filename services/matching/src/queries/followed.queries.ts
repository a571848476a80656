import { Injectable } from '@nestjs/common';
import type { WrittenFacts } from '../domain/engine/packed-parts';
import { Memory } from '../domain/memory';
import type { SettingsVersion } from '../domain/settings';
import { type StoredLedger, storedLedgerOf } from '../storage/ledger.rows';
import { LEDGER_TEXT, ledgerRowOf } from '../storage/ledger-text';
import { type MenuRow, writtenFactsOf } from '../storage/menu.rows';
import { ShownPlaces } from '../storage/shown-places';
import { SETTINGS_COLUMNS, type SettingsRow, settingsVersionOf } from '../storage/settings.store';

/** Which tables the memory of a replica follows, how their rows read, and where their earlier states are kept. */
export const MENUS = {
  from: { table: 'menus', columns: 'marks, judged' },
  versions: { table: 'menu_versions', key: 'menu_id' },
  read: (row: unknown): WrittenFacts => writtenFactsOf(row as MenuRow),
};

export const LEDGERS = {
  from: { table: 'capacity_ledgers', columns: `${LEDGER_TEXT} AS ledger` },
  versions: { table: 'ledger_versions', key: 'menu_id, session' },
  read: (row: unknown): StoredLedger => storedLedgerOf(ledgerRowOf(row as { readonly ledger: string })),
};

const SETTINGS = {
  from: { table: 'matching_settings', columns: SETTINGS_COLUMNS },
  read: (row: unknown): SettingsVersion => settingsVersionOf(row as SettingsRow),
};

type Rows = readonly unknown[];

type LearnMenus = (tenant: string, menus: Iterable<WrittenFacts>) => readonly string[];

/** Menus as a replica follows them: the first time by their marks, and whole where these say something new. */
export function menusFrom(learn: LearnMenus) {
  return {
    ...MENUS.from,
    apply: (tenant: string, rows: Rows) => learn(tenant, each(rows, MENUS.read)),
    brief: {
      text: 'marks',
      key: 'menu_id',
      apply: (tenant: string, texts: Iterable<string>) =>
        learn(
          tenant,
          each(texts, (marks) => writtenFactsOf({ marks })),
        ),
    },
  };
}

/** Ledgers as a replica follows them: a text says all of one. */
export function ledgersFrom(learn: (tenant: string, ledgers: readonly StoredLedger[]) => void) {
  return {
    ...LEDGERS.from,
    apply: (tenant: string, rows: Rows) => learn(tenant, rows.map(LEDGERS.read)),
    brief: {
      text: LEDGER_TEXT,
      key: 'menu_id',
      apply: (tenant: string, texts: Iterable<string>): readonly [] => {
        learn(
          tenant,
          Array.from(texts, (ledger) => LEDGERS.read({ ledger })),
        );
        return [];
      },
    },
  };
}

/** Takes changed rows into the memory of this replica. */
@Injectable()
export class FollowedQueries {
  constructor(
    private readonly memory: Memory,
    private readonly shown: ShownPlaces,
  ) {}

  readonly tables = [
    menusFrom((tenant, menus) => this.learnMenus(tenant, menus)),
    ledgersFrom((tenant, ledgers) => this.learnLedgers(tenant, ledgers)),
    {
      ...SETTINGS.from,
      apply: (tenant: string, rows: Rows) => this.memory.settings.learn(tenant, rows.map(SETTINGS.read)),
    },
  ];

  seen(tenant: string, snapshot: string): void {
    this.memory.seen(tenant, snapshot);
  }

  private learnMenus(tenant: string, menus: Iterable<WrittenFacts>): readonly string[] {
    const changed: string[] = [];
    const unread = this.memory.places.learnMenus(tenant, noted(menus, changed));
    this.shown.forget(tenant, changed);
    return unread;
  }

  private learnLedgers(tenant: string, ledgers: readonly StoredLedger[]): void {
    this.memory.places.learnLedgers(tenant, ledgers);
    this.shown.forget(
      tenant,
      ledgers.map(({ menuId }) => menuId),
    );
  }
}

/** One after the other: what one row says is thrown away before the next is read. */
function* each<T, R>(rows: Iterable<T>, read: (row: T) => R): Generator<R> {
  for (const row of rows) yield read(row);
}

function* noted(menus: Iterable<WrittenFacts>, ids: string[]): Generator<WrittenFacts> {
  for (const menu of menus) {
    ids.push(menu.menuId);
    yield menu;
  }
}
