package shop.lindenhof.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import shop.lindenhof.customers.Customer;

/** Those to whom a message goes. */
public final class Recipients {

    private Recipients() {
    }

    /** Drops addresses that stood before in the list, whatever their case. */
    public static List<String> withoutRepeats(List<String> addresses) {
        List<String> kept = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String address : addresses) {
            if (seen.add(address.toLowerCase(Locale.ROOT))) {
                kept.add(address);
            }
        }
        return kept;
    }

    /** Returns the addresses that stood before in the list, whatever their case: those that are too many. */
    public static List<String> repeats(List<String> addresses) {
        List<String> kept = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String address : addresses) {
            if (!seen.add(address.toLowerCase(Locale.ROOT))) {
                kept.add(address);
            }
        }
        return kept;
    }

    /** Returns the addresses that are not on a list of those who want no mail, whatever their case. */
    public static List<String> withoutBlocked(List<String> addresses, Set<String> blocked) {
        List<String> kept = new ArrayList<>();
        for (String address : addresses) {
            if (!blocked.contains(address.toLowerCase(Locale.ROOT))) {
                kept.add(address);
            }
        }
        return kept;
    }

    /** Returns the name with which a letter begins. */
    public static String addressee(Customer person) {
        String nickname = person.getNickname();
        if (nickname != null && !nickname.isBlank()) {
            return nickname.strip();
        }
        String name = person.getFullName();
        if (name != null && !name.isBlank()) {
            return name.strip();
        }
        String email = person.getEmail();
        int at = email.indexOf('@');
        return at < 0 ? email : email.substring(0, at);
    }

    /** Returns the address line of a message: {@code "Ann Lee" <ann@example.org>}. */
    public static String headerValue(Customer person) {
        String name = person.getFullName();
        if (name == null || name.isBlank()) {
            return person.getEmail();
        }
        String quoted = name.strip().replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + quoted + "\" <" + person.getEmail() + '>';
    }
}
