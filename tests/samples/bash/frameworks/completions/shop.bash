_shop_words() { COMPREPLY=(a b); }
_shop_extra() { :; }
complete -F _shop_words shop
