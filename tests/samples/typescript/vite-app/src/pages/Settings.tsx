export default function Settings() {
  return <p />;
}
