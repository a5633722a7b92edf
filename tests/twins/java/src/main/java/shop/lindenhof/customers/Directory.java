package shop.lindenhof.customers;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds customers and names them. */
public final class Directory {

    private static final int ALIKE = 2;

    private final List<Customer> customers;

    public Directory(List<Customer> customers) {
        this.customers = List.copyOf(customers);
    }

    /** Returns how a customer is called on the pages: nickname, else full name, else what stands before the @. */
    public static String displayName(Customer customer) {
        return presentable(customer.getNickname())
                .or(() -> presentable(customer.getFullName()))
                .orElseGet(() -> customer.getEmail().split("@", 2)[0]);
    }

    private static Optional<String> presentable(String name) {
        return Optional.ofNullable(name).map(String::strip).filter(Predicate.not(String::isEmpty));
    }

    /** Brings an address into the form in which we keep it: the part after the @ in lower case and in ASCII. */
    public static String normalize(String email) {
        String trimmed = email.strip();
        int at = trimmed.lastIndexOf('@');
        if (at < 1) {
            throw new IllegalArgumentException("not an address: " + trimmed);
        }
        String domain = IDN.toASCII(trimmed.substring(at + 1)).toLowerCase(Locale.ROOT);
        return trimmed.substring(0, at + 1) + domain;
    }

    /** Returns customers whose names differ so little from a name that they may be the same person. */
    public List<Customer> alike(String fullName) {
        List<Customer> found = new ArrayList<>();
        for (Customer customer : customers) {
            String name = customer.getFullName();
            if (name != null && dissimilarity(name, fullName) <= ALIKE) {
                found.add(customer);
            }
        }
        return found;
    }

    /** Counts the letters to put in, take out or change to get from one name to the other. */
    static int dissimilarity(String left, String right) {
        int[] above = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int changed = left.charAt(i - 1) == right.charAt(j - 1) ? above[j - 1] : above[j - 1] + 1;
                int putIn = row[j - 1] + 1;
                int takenOut = above[j] + 1;
                row[j] = Math.min(changed, Math.min(putIn, takenOut));
            }
            above = row;
        }
        return above[right.length()];
    }
}
