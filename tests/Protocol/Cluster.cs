namespace Symmetry.Protocol;

/// <summary>The silos, where activations are, and who takes whom for dead.</summary>
internal sealed class Cluster
{
    public const string CatalogKey = "catalog";

    private readonly Dictionary<string, Activation> directory = [];
    private readonly Dictionary<(Process Caller, string Key), Activation> remembered = [];
    private readonly Dictionary<Process, Silo> siloOf = [];
    private readonly HashSet<string> declaredDead = [];
    private readonly Silo[] current;
    private int processes;

    public Cluster(World world, FaultPlan faults, IReadOnlyList<Workload> workloads, int silos, TimeSpan trialTime)
    {
        World = world;
        Faults = faults;
        TrialTime = trialTime;
        Workloads = workloads.ToImmutableDictionary(workload => workload.Sweep.Id);
        Database = new Database(world);
        Network = new Network(this);
        Checks = new Checks(this);
        current = new Silo[silos];
        for (var place = 0; place < silos; place++)
        {
            Start(place);
        }
    }

    public World World { get; }

    public FaultPlan Faults { get; }

    public Database Database { get; }

    public Network Network { get; }

    public Checks Checks { get; }

    public IReadOnlyDictionary<string, Workload> Workloads { get; }

    /// <summary>How long a trial takes on average.</summary>
    public TimeSpan TrialTime { get; }

    /// <summary>The silo that is or was last at each place.</summary>
    public IReadOnlyList<Silo> Silos => current;

    /// <summary>Coordinators that may still do something.</summary>
    public List<Activation> Activations { get; } = [];

    /// <summary>The number of trainings of each sweep.</summary>
    public Dictionary<string, long> Trainings { get; } = [];

    public Process NewProcess(string name) => new(World, processes++, name);

    public Silo? SiloOf(Process process) => siloOf.GetValueOrDefault(process);

    public bool IsDeclaredDead(string silo) => declaredDead.Contains(silo);

    /// <summary>The silos that are active, as one of them or a client sees it.</summary>
    public List<Silo> ActiveSilos(Silo? viewer) => [.. current.Where(silo => silo == viewer || (!silo.IsDeclaredDead && !silo.IsStopping))];

    public void Start(int place)
    {
        if (current[place] is { IsDeclaredDead: false } former)
        {
            Declare(former);
        }

        var generation = (current[place]?.Address.Generation ?? 0) + 1;
        var silo = new Silo(this, NewProcess(FormattableString.Invariant($"silo {place}.{generation}")), place, generation);
        current[place] = silo;
        siloOf.Add(silo.Process, silo);
        World.Trace($"{silo} starts");
        silo.Start();
    }

    /// <summary>Ends a silo's process. The others notice it later.</summary>
    public void Kill(Silo silo)
    {
        if (silo.Process.State != ProcessState.Dead)
        {
            World.Trace($"{silo} is killed");
            silo.Process.Kill();
            Activations.RemoveAll(activation => activation.Silo == silo);
            World.After(World.Dice.Seconds(0.5, 4), () => Declare(silo));
        }
    }

    /// <summary>Declares a silo dead: nobody calls it any more, and calls that wait for it fail.</summary>
    public void Declare(Silo silo)
    {
        if (silo.IsDeclaredDead)
        {
            return;
        }

        World.Trace($"{silo} is declared dead");
        silo.IsDeclaredDead = true;
        declaredDead.Add(silo.Address.ToParsableString());
        foreach (var key in directory.Where(entry => entry.Value.Silo == silo).Select(entry => entry.Key).ToList())
        {
            directory.Remove(key);
        }

        silo.Pending.ForEach(fail => fail());
        silo.Pending.Clear();
    }

    /// <summary>Where a process sends its calls; null if no silo is active.</summary>
    public Activation? Find(Process caller, string key)
    {
        if (remembered.TryGetValue((caller, key), out var known) && (!known.Silo.IsDeclaredDead || known.Silo.Process == caller))
        {
            return known;
        }

        if (!directory.TryGetValue(key, out var registered) || (registered.Silo.IsDeclaredDead && registered.Silo.Process != caller))
        {
            var active = ActiveSilos(SiloOf(caller));
            if (active.Count == 0)
            {
                return null;
            }

            registered = Place(key, World.Dice.Pick(active));
        }

        return remembered[(caller, key)] = registered;
    }

    public Activation Place(string key, Silo silo)
    {
        var placed = new Activation(this, silo, key);
        World.Trace($"{placed} is activated");
        if (silo.Process.State != ProcessState.Dead)
        {
            Activations.Add(placed);
        }

        // A silo that was declared dead and does not know it has a directory of its own.
        if (!silo.IsDeclaredDead)
        {
            directory[key] = placed;
        }

        return placed;
    }

    public void Forget(Activation ended)
    {
        if (directory.GetValueOrDefault(ended.Key) == ended)
        {
            directory.Remove(ended.Key);
        }
    }

    public void ForgetPlace(Process caller, Activation ended)
    {
        if (remembered.GetValueOrDefault((caller, ended.Key)) == ended)
        {
            remembered.Remove((caller, ended.Key));
        }
    }

    /// <summary>Forgets where an activation is, though it lives; some processes still remember it.</summary>
    public void ForgetActivation(string key)
    {
        directory.Remove(key);
        foreach (var entry in remembered.Keys.Where(entry => entry.Key == key).OrderBy(entry => entry.Caller.Number).ToList())
        {
            if (World.Dice.Chance(0.5))
            {
                remembered.Remove(entry);
            }
        }
    }

    public void Deactivate(string key) => directory.GetValueOrDefault(key)?.Deactivate();
}
