package web;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

@Service
public class OrderService {
    public String all() {
        return "";
    }

    @Scheduled(fixedRate = 1000)
    void cleanUp() {
    }

    public String calledFromPage() {
        return "";
    }

    public void uncalled() {
    }
}
