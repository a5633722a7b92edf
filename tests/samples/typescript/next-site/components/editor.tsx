export function Editor({ onSave }: { onSave: (data: FormData) => void }) {
  return <form action={onSave} />;
}

export function EditorToolbar() {
  return <menu />;
}
