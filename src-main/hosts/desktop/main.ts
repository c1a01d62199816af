import { app } from 'electron';
import { createDeskBackend } from '../../desk-backend.ts';
import { stderrLogger } from '../../platform/logger.ts';
import { resolveDataFolder } from '../data-folder.ts';
import { demoGuide } from '../demo-guide.ts';
import { fillDemoStore, makeDemoFolder } from '../demo-store.ts';
import { guardAgainstDefects } from './defect-guard.ts';
import { readLaunchOptions } from './launch-options.ts';
import { startDesktop } from './start-desktop.ts';

guardAgainstDefects(stderrLogger);

const launch = readLaunchOptions(process.argv.slice(1));

void startDesktop({
  dataFolder: launch.demo ? makeDemoFolder() : resolveDataFolder(launch.dataFolder),
  devTools: !app.isPackaged && process.env['COUNTERSIGN_DEVTOOLS'] === '1',
  logger: stderrLogger,
  createBackend: createDeskBackend,
  ...(launch.demo && {
    prepare: async (backend) => {
      await fillDemoStore(backend);
      for (const line of demoGuide()) process.stdout.write(`${line}\n`);
    },
  }),
});
