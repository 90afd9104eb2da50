// A field of a form with its label and what is wrong with it.
import type { Child, FormField } from "slotwire";

interface EntryProps {
  readonly of: FormField;
  readonly label: string;
  readonly children: Child;
}

export function Entry({ of, label, children }: EntryProps) {
  return (
    <div class={["entry", { wrong: of.isInvalid }]}>
      <label {...of.label}>{label}</label>
      {children}
      <p class="problem" {...of.error}>
        {of.errors[0]}
      </p>
    </div>
  );
}
