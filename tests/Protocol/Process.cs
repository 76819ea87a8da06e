namespace Symmetry.Protocol;

/// <summary>A process: its continuations run as turns of the world, unless it is frozen or dead.</summary>
internal sealed class Process : SynchronizationContext
{
    private readonly World world;
    private readonly List<Turn> parked = [];

    public Process(World world, int number, string name)
    {
        this.world = world;
        Number = number;
        Name = name;
        Clock = new ProcessClock(world, this, boot: world.Dice.Seconds(1, 1_000_000));
    }

    public int Number { get; }

    public string Name { get; }

    public ProcessState State { get; private set; }

    public ProcessClock Clock { get; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (State != ProcessState.Dead)
        {
            world.Enqueue(new Turn(this, d, state));
        }
    }

    public void Post(Action action) => Post(static state => ((Action)state!)(), action);

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing waits for a turn of another process.");

    public override SynchronizationContext CreateCopy() => this;

    public void Run(Turn turn)
    {
        if (State == ProcessState.Frozen)
        {
            parked.Add(turn);
        }
        else if (State == ProcessState.Running)
        {
            var outer = Current;
            SetSynchronizationContext(this);
            try
            {
                turn.Callback(turn.State);
            }
            finally
            {
                SetSynchronizationContext(outer);
            }
        }
    }

    public void Freeze() => State = ProcessState.Frozen;

    public void Thaw()
    {
        State = ProcessState.Running;
        parked.ForEach(world.Enqueue);
        parked.Clear();
    }

    public void Kill()
    {
        State = ProcessState.Dead;
        parked.Clear();
    }

    public override string ToString() => Name;
}
