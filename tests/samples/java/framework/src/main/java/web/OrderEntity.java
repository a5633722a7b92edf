package web;

import javax.persistence.Entity;
import javax.persistence.PrePersist;

@Entity
public class OrderEntity {
    private Long id;
    private String readByTheMapperAlone;

    public Long getId() {
        return id;
    }

    private void setId(Long id) {
        this.id = id;
    }

    @PrePersist
    void stamp() {
    }

    public String summaryForTemplates() {
        return "";
    }

    private String privateAndUnused() {
        return "";
    }
}
