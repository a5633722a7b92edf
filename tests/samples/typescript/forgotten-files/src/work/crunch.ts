self.onmessage = (event) => postMessage(event.data);
export {};
