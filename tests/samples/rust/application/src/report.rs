use crate::account::Account;

pub struct Summary {
    total: i64,
}

impl Summary {
    pub fn of(account: &Account) -> Summary {
        Summary { total: account.balance() }
    }

    pub fn is_empty_at_all(&self) -> bool {
        self.total == 0
    }
}

pub fn print_report(totals: &Summary) {
    let handlers: [fn(i64); 2] = [print_plain, print_loud];
    for handler in handlers {
        handler(totals.total);
    }
    totals.total.shout();
}

fn print_plain(total: i64) {
    println!("{total}");
}

fn print_loud(total: i64) {
    println!("{total}!");
}

trait Shout {
    fn shout(&self);
}

impl Shout for i64 {
    fn shout(&self) {
        println!("{self}!!");
    }
}
