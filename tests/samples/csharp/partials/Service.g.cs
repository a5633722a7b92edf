namespace App;

class WrittenByAMachine { void Never() { } }
