export function toWire(value: unknown): string;
export function fromWire(text: string): unknown;
