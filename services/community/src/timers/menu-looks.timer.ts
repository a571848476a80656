import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { LookAtMenuCommand } from '../commands/look-at-menu.command';
import { MenuLooksQuery } from '../queries/menu-looks.query';

/** Looks at agreements and host assessments whose day has come. */
@Injectable()
export class MenuLooksTimer extends DueWorkTimer {
  constructor(looks: MenuLooksQuery, look: LookAtMenuCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'menu-looks-timer',
      due: (tenant) => looks.due(tenant),
      act: (id, ctx) => look.execute(id, ctx),
    });
  }
}
