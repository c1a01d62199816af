import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { importStrings } from '../../strings/import.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './import-screen.module.css';
import { type Deletion, deleteSource } from './source-file.ts';

const words = importStrings.source;

/** Offers to delete the file that was imported. */
export function DeleteSource({ file }: { file: File }) {
  const [done, setDone] = useState<Deletion | null>(null);
  const [busy, setBusy] = useState(false);
  async function press(): Promise<void> {
    setBusy(true);
    setDone(await deleteSource(file));
    setBusy(false);
  }
  if (done === 'deleted') return <Banner tone="success">{words.deleted(file.name)}</Banner>;
  return (
    <div className={styles.words}>
      <div>
        <Button icon={<Trash2 aria-hidden="true" />} disabled={busy} onPress={press}>
          {words.button}
        </Button>
      </div>
      <p className={styles.quiet}>{words.help}</p>
      {(done === 'other' || done === 'failed') && (
        <Banner tone="danger" live="alert">
          {words[done]}
        </Banner>
      )}
    </div>
  );
}
