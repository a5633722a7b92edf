import { Injectable } from "@nestjs/common";
import { Repository } from "./repository";

@Injectable()
export class UsersService {
  private readonly rows = new Repository();

  all(): string[] {
    return this.rows.readAll();
  }
}
