export default function Settings() {
  return <form />;
}
