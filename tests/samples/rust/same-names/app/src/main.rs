mod first;
mod second;
mod traits;

use base::*;
use traits::Named as _;

fn main() {
    first::run();
    second::start();
    settle();
    let door = first::Door;
    let window = second::Door { inner: second::Inner };
    door.close();
    window.peek();
    let handle = door;
    handle.shut();
    vec![1].shout();
    "x".name();
    3u8.number();
    build::<first::Kit>();
    let alias: second::Shared = second::Shared::shared_new();
    alias.use_it();
    Gate.unlock();
}

fn build<Kit: traits::Makes>() -> Kit {
    Kit::assemble()
}
