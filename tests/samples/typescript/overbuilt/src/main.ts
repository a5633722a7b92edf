import { OrderService } from './orders';
import { Cache, Shelf } from './cache';
import { Disk, Local, Utc } from './store';

function label(name: string, locale: string): string {
  return name.trim();
}

const price = (amount: number, rounded = false) => (rounded ? Math.round(amount) : amount);

const twice = (amount: number, times = 2) => amount * times;

const orders = new OrderService(new Disk());
await orders.save('a', label('a ', 'de'));
console.log(await orders.find('a'), price(1), price(2), [1, 2].map(twice), new Utc().now(), new Local().now());

const prices = new Cache<string, number>();
const names = new Cache<string, string>();
const numbers = new Shelf<number>();
const words = new Shelf<string>();
console.log(prices.get('a'), names.get('b'), numbers.top(), words.top());
