/** Lines that are not to be broken: wider than the screen, they scroll in a region that the keyboard reaches. */
export function CodeBlock({ label, lang, children }: { label: string; lang?: string; children: string }) {
  return (
    <pre
      role="region"
      aria-label={label}
      tabIndex={0}
      lang={lang}
      className="overflow-x-auto rounded-8 border border-line bg-panel px-4 py-3 font-mono text-14 leading-relaxed print:overflow-visible print:whitespace-pre-wrap"
    >
      {children}
    </pre>
  )
}
