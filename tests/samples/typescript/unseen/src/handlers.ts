export function known() {}

export function neverNamed() {}

export function onMessage() {}
