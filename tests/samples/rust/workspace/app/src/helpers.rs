pub fn load() -> u64 {
    12
}

pub fn unload() {}

pub fn label_product() {}
