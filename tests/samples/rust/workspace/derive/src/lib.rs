use proc_macro::TokenStream;

#[proc_macro_derive(Label)]
pub fn label(input: TokenStream) -> TokenStream {
    expand(input)
}

#[proc_macro_attribute]
pub fn marked(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}

fn expand(_: TokenStream) -> TokenStream {
    let name = format_ident!("label_{}", "product");
    quote! { fn label_it(&self) { crate::helpers::#name() } }.into()
}

fn expand_no_more(input: TokenStream) -> TokenStream {
    input
}
