export const Crumb = ({ label }: { label: string }) => <b>{label}</b>;
