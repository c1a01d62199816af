import { useRef } from 'react';
import type { RequestView, Tier } from '#shared/contract/verification.contract.ts';
import { verificationStrings as words } from '../../strings/verification.ts';
import { ComboBox, type ComboSection } from '../../ui/combo-box.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { takeFocus, useFocusPlace } from './desk-focus.ts';
import { useIntakeStore, useRequest } from './intake.store.ts';
import styles from './request-picker.module.css';

const tiers: readonly Tier[] = [1, 2, 3, 0];

interface RequestPickerProps {
  value: string | null;
  onChange: (requestId: string) => void;
  hint: string;
}

/** What the caller asks for, from the catalogue by tier, found by typing. */
export function RequestPicker({ value, onChange, hint }: RequestPickerProps) {
  const catalogue = useIntakeStore((state) => state.catalogue);
  const request = useRequest(value);
  const input = useRef<HTMLInputElement>(null);
  useFocusPlace('request', () => takeFocus(input.current));
  return (
    <div className={styles.picker}>
      <span className={styles.label} aria-hidden="true">
        {words.request} <KeyHint keys={hint} />
      </span>
      <ComboBox
        // The list can't be changed under React Aria: another catalogue is another box.
        key={catalogue.length}
        label={words.request}
        labelHidden
        sections={sectionsOf(catalogue)}
        value={value}
        onChange={(requestId) => requestId !== value && onChange(requestId)}
        placeholder={words.requestPlaceholder}
        noMatch={words.noRequest}
        className={styles.box}
        ref={input}
      />
      {request && (
        <span className={styles.tier}>
          {words.tier(request.tier)}: {words.tiers[request.tier].toLowerCase()}
        </span>
      )}
    </div>
  );
}

function sectionsOf(catalogue: readonly RequestView[]): ComboSection<string>[] {
  return tiers
    .map((tier) => ({
      id: `tier-${tier}`,
      title: `${words.tier(tier)} · ${words.tiers[tier]}`,
      options: catalogue
        .filter((request) => request.tier === tier)
        .map(({ requestId, label }) => ({ id: requestId, label })),
    }))
    .filter(({ options }) => options.length > 0);
}
