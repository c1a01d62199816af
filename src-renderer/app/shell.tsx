import { useEffect } from 'react';
import { desk } from '../bridge/desk.ts';
import { useSession } from '../features/session/session.store.ts';
import { shellStrings } from '../strings/shell.ts';
import { HotkeyHelp } from '../ui/hotkeys/hotkey-help.tsx';
import { setHotkeyHelpOpen } from '../ui/hotkeys/hotkey-store.ts';
import { useHotkeyListener } from '../ui/hotkeys/use-hotkeys.ts';
import { onCardRefused } from '../ui/use-card-refusal.ts';
import { DefectBoundary } from './defect-boundary.tsx';
import { DemoRibbon } from './demo-ribbon.tsx';
import { Notices } from './notices.tsx';
import styles from './shell.module.css';
import { slots } from './slots.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useHeartbeat } from './use-heartbeat.ts';
import { useIdleLock } from './use-idle-lock.ts';
import { useView, type View } from './view.store.ts';

const screens = { desk: slots.Desk, log: slots.Log, staff: slots.Staff, data: slots.Data };

/** The desk: bar, view, notices, status. Mounted only while the session is active. */
export function Shell() {
  const view = useCurrentView();
  useHeartbeat();
  useIdleLock();
  useHotkeyListener();
  useEffect(() => () => setHotkeyHelpOpen(false), []);
  useEffect(() => onCardRefused((place) => void desk.orders.noteCardRefused({ place })), []);
  const Screen = screens[view];
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {shellStrings.skipToContent}
      </a>
      <DemoRibbon />
      <TopBar view={view} />
      <main id="content" tabIndex={-1} aria-label={shellStrings[view]} className={styles.content}>
        <DefectBoundary key={view}>
          <Screen />
        </DefectBoundary>
      </main>
      <Notices />
      <StatusBar />
      <HotkeyHelp />
    </div>
  );
}

/** The view that is up; an agent has the desk alone, whatever was up before. */
function useCurrentView(): View {
  const view = useView((state) => state.view);
  const { role } = useSession();
  return role === 'supervisor' ? view : 'desk';
}
