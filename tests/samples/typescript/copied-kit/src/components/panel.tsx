export function Panel() {
  return <section>open</section>;
}

export function PanelOfOldDays() {
  return <section>closed</section>;
}
