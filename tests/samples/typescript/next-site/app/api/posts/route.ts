import { slugOf } from "../../posts/route-helpers";

export async function GET(request: Request) {
  return Response.json({ slug: slugOf(request.url) });
}
