using UnityEngine;

public class Player : MonoBehaviour
{
    [SerializeField] private int speed;
    private int _spareLives;
    private readonly Score _score = null;

    private void Awake() { SendMessage("Wake"); }

    private void FixedUpdate() { Move(); }

    private void OnTriggerEnter(Collider other) { _score.Up(); StartCoroutine(nameof(Blink)); }

    private void Wake() { }

    private void Blink() { }

    private void Move() { }

    private void Rest() { }

    public void PressedInTheScene() { }
}

public class Score
{
    public void Up() { }

    public void Down() { }
}

[System.Serializable]
public class Row { public int Cells; private int _hidden; }

[CreateAssetMenu]
public class Item : ScriptableObject { public Row[] Rows; }

public class Unplaced { }
