import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { DropZone, FileTrigger } from 'react-aria-components';
import { importStrings as words } from '../../strings/import.ts';
import { Button } from '../../ui/button.tsx';
import { useHotkeys, useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import styles from './file-chooser.module.css';

const chooseKey = 'N';
const kinds = ['.csv', '.tsv', '.txt', '.json', '.jsonl', '.ndjson', '.xlsx'];

interface FileChooserProps {
  onChoose: (file: File) => void;
  /** Something else is the main thing to do. */
  quiet?: boolean;
}

/** A place for a file: dropped on it, or chosen. */
export function FileChooser({ onChoose, quiet = false }: FileChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  const hint = useKeyHint(chooseKey);
  useHotkeys([
    {
      keys: chooseKey,
      label: words.choose.key,
      bar: words.choose.key.toLocaleLowerCase(),
      group: words.keysGroup,
      run: () => input.current?.click(),
    },
  ]);
  return (
    <DropZone
      aria-label={words.choose.title}
      className={styles.zone ?? ''}
      getDropOperation={() => 'copy'}
      onDrop={({ items }) => {
        const dropped = items.find((item) => item.kind === 'file');
        if (dropped) void dropped.getFile().then(onChoose);
      }}
    >
      <FileUp aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>
        <FileTrigger
          ref={input}
          acceptedFileTypes={kinds}
          onSelect={(files) => {
            const file = files?.item(0);
            if (file) onChoose(file);
          }}
        >
          <Button tone={quiet ? 'quiet' : 'primary'} hint={hint}>
            {words.choose.button}
          </Button>
        </FileTrigger>
        <span className={styles.drop}>{words.choose.drop}</span>
      </div>
    </DropZone>
  );
}
