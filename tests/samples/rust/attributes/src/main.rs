mod ffi;
mod rocket;
#[allow(dead_code)]
mod spare;

#[tokio::main]
async fn main() {
    let settings = settings();
    ffi::start(settings.port);
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Settings {
    #[serde(default = "default_port")]
    port: u16,
    #[serde(with = "as_hex")]
    key: Vec<u8>,
    #[serde(skip_serializing_if = "is_unset")]
    name: Option<String>,
}

fn default_port() -> u16 {
    80
}

fn is_unset(name: &Option<String>) -> bool {
    name.is_none()
}

fn is_unset_too(name: &Option<String>) -> bool {
    name.is_none()
}

mod as_hex {
    pub fn serialize() {}
    pub fn deserialize() {}
}

fn settings() -> Settings {
    toml::from_str("").unwrap()
}

#[allow(dead_code)]
fn kept_on_purpose() {}

#[cfg_attr(not(feature = "full"), allow(dead_code))]
fn kept_for_full() {}

#[expect(unused)]
fn expected_to_be_unused() {}

fn _underscored() {}

#[inline(always)]
#[must_use]
fn only_hinted() -> u8 {
    1
}

#[cfg(windows)]
fn on_windows_only() {}

#[cfg(unix)]
fn open_console() {}

#[cfg(windows)]
fn open_console() {}

#[derive(GraphQLQuery)]
struct UserQuery;

#[derive(Debug, Clone)]
struct PlainAndUnused;
