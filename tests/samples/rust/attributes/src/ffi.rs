pub fn start(_port: u16) {
    unsafe { external_start() };
}

extern "C" {
    fn external_start();
    fn external_stop();
}

#[no_mangle]
pub extern "C" fn on_event() {
    handle_event();
}

#[unsafe(no_mangle)]
pub extern "C" fn on_other_event() {}

#[export_name = "renamed"]
pub extern "C" fn original() {}

fn handle_event() {}

extern "C" fn never_passed() {}

#[link_section = ".init_array"]
#[used]
static INITIALISER: extern "C" fn() = initialise;

extern "C" fn initialise() {}

#[ctor::ctor]
fn before_main() {}

#[global_allocator]
static ALLOCATOR: System = System;

#[wasm_bindgen]
pub struct Handle;

#[wasm_bindgen]
impl Handle {
    pub fn from_script(&self) {}
}

pub struct Extension;

#[pymethods]
impl Extension {
    fn from_python(&self) {}
}
