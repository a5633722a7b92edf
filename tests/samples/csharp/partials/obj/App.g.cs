namespace App;

partial class Two { private void FromTheBuild() { } }
