import { Controller, Get } from "@nestjs/common";
import { UsersService } from "./users.service";
import { toView, type UserView } from "./views";

@Controller("users")
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  list(): UserView[] {
    return this.users.all().map(toView);
  }
}
