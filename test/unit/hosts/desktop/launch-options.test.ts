import { expect, it } from 'vitest';
import { readLaunchOptions } from '#main/hosts/desktop/launch-options.ts';

it.each([
  [['.'], { dataFolder: undefined, demo: false }],
  [['.', '--demo'], { dataFolder: undefined, demo: true }],
  [['--data-folder', '/srv/desk'], { dataFolder: '/srv/desk', demo: false }],
  [['--data-folder=/srv/desk', '.'], { dataFolder: '/srv/desk', demo: false }],
  [['--data-folder='], { dataFolder: undefined, demo: false }],
  [['--data-folder'], { dataFolder: undefined, demo: false }],
  [['--ozone-platform=x11', '-psn_0_1', '--demo', 'x'], { dataFolder: undefined, demo: true }],
])('reads %j and passes over what others add', (args, options) => {
  expect(readLaunchOptions(args)).toEqual(options);
});
