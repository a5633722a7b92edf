import axios from "axios";
import { CarrierError, type ParcelState } from "../carriers/client";

/** What customers ask about most, for the help page: tags without regard to case, at most `size` of them. */
export const popularTags = (tags: string[], size: number): { term: string; count: number }[] => {
  const tally: Record<string, number> = Object.create(null);
  tags
    .map((tag) => tag.trim().toLowerCase())
    .filter(Boolean)
    .forEach((tag) => {
      tally[tag] = (tally[tag] ?? 0) + 1;
    });
  return Object.keys(tally)
    .sort()
    .sort((a, b) => tally[b]! - tally[a]!)
    .slice(0, size)
    .map((term) => ({ term, count: tally[term]! }));
};

interface ParcelDto {
  state: string;
  updated_at: string;
}

const client = axios.create({
  baseURL: "https://api.carrier.example/v2",
  timeout: 5000,
  headers: { Accept: "application/json" },
  validateStatus: () => true,
});

/** For the agents on the phone: looks a shipment up at the carrier. */
export const lookUpShipment = async (reference: string): Promise<ParcelState | null> => {
  const { status, data } = await client.get<ParcelDto>(`/parcels/${encodeURIComponent(reference)}`);
  switch (true) {
    case status >= 200 && status < 300:
      return { state: data.state, updatedAt: new Date(data.updated_at) };
    case status === 404:
      return null;
    default:
      throw new CarrierError(status);
  }
};
