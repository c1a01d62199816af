import { powerMonitor } from 'electron';

const pollMs = 5_000;

/**
 * Calls back when the person leaves the machine: its screen is locked, it sleeps, or another user is
 * switched to. Linux tells nobody of its lock, so there the state is asked every five seconds.
 */
export function onOperatingSystemLock(lock: () => void): void {
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('suspend', lock);
  powerMonitor.on('user-did-resign-active', lock);
  if (process.platform !== 'linux') return;
  let locked = false;
  setInterval(() => {
    const before = locked;
    locked = powerMonitor.getSystemIdleState(Number.MAX_SAFE_INTEGER) === 'locked';
    if (locked && !before) lock();
  }, pollMs).unref();
}
