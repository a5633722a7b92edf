#[get("/")]
fn index() -> &'static str {
    page()
}

fn page() -> &'static str {
    "hello"
}

#[async_trait]
trait Store {
    async fn save_all(&self);
}
