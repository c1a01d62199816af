import { Component, type ReactNode } from 'react';
import { defectStrings } from '../strings/shell.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/state-message.tsx';

/** Catches a defect in the screens below it. Shows what to do, never what was thrown. */
export class DefectBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main>
        <EmptyState
          title={defectStrings.title}
          action={
            <Button tone="primary" autoFocus onPress={() => location.reload()}>
              {defectStrings.reload}
            </Button>
          }
        >
          {defectStrings.words}
        </EmptyState>
      </main>
    );
  }
}
