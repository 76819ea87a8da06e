namespace Symmetry.Protocol;

/// <summary>Carries calls between processes. A call to the own silo is not lost; others may be lost, delayed and doubled, both ways.</summary>
internal sealed class Network(Cluster cluster)
{
    private const int MaxForwards = 3;

    private static readonly TimeSpan SiloTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ClientTimeout = TimeSpan.FromSeconds(5);

    private readonly World world = cluster.World;

    public Task<T> CallAsync<T>(Process caller, string key, Func<Activation, Task<T>> invoke)
    {
        var call = new Call<T>(caller);
        world.After(
            cluster.SiloOf(caller) is null ? ClientTimeout : SiloTimeout,
            () => call.Fail(new TimeoutException($"{key} did not answer.")));
        Send(call, caller, key, invoke, forwards: 0);
        if (IsBad() && world.Dice.Chance(0.05))
        {
            world.After(world.Dice.Seconds(0, 5), () => Send(call, caller, key, invoke, forwards: 0));
        }

        return call.Answer;
    }

    private void Send<T>(Call<T> call, Process caller, string key, Func<Activation, Task<T>> invoke, int forwards)
    {
        if (cluster.Find(caller, key) is not { } activation)
        {
            call.Fail(new SiloUnavailableException("No silo is active."));
            return;
        }

        var isLocal = activation.Silo.Process == caller;
        if (!isLocal)
        {
            activation.Silo.Pending.Add(() => call.Fail(new SiloUnavailableException($"{activation.Silo} is dead.")));
            if (IsCutOff(caller, activation) || IsLost())
            {
                return;
            }
        }

        world.After(Latency(isLocal), () => activation.Silo.Process.Post(() => Receive(call, caller, activation, invoke, forwards)));
    }

    private async void Receive<T>(Call<T> call, Process caller, Activation activation, Func<Activation, Task<T>> invoke, int forwards)
    {
        if (activation.IsEnded)
        {
            cluster.ForgetPlace(caller, activation);
            if (forwards < MaxForwards)
            {
                Send(call, caller, activation.Key, invoke, forwards + 1);
            }
            else
            {
                Reply(caller, activation, () => call.Fail(new SiloUnavailableException($"{activation} has ended.")));
            }

            return;
        }

        try
        {
            var result = await invoke(activation);
            Reply(caller, activation, () => call.Succeed(result));
        }
        catch (Exception e) when (e is not Violation)
        {
            Reply(caller, activation, () => call.Fail(e));
        }
    }

    private void Reply(Process caller, Activation activation, Action answer)
    {
        var isLocal = activation.Silo.Process == caller;
        if (isLocal || (!IsCutOff(caller, activation) && !IsLost()))
        {
            world.After(Latency(isLocal), answer);
        }
    }

    private bool IsCutOff(Process caller, Activation activation) =>
        cluster.Faults.IsIsolated(activation.Silo.Place, world.Now) || (cluster.SiloOf(caller) is { } from && cluster.Faults.IsIsolated(from.Place, world.Now));

    private bool IsBad() => cluster.Faults.IsNetworkBad(world.Now);

    private bool IsLost() => IsBad() && world.Dice.Chance(0.05);

    // Some messages come later than their sender waits, and than leases last.
    private TimeSpan Latency(bool isLocal) => isLocal ? world.Dice.Milliseconds(0.01, 0.2)
        : !IsBad() || world.Dice.Chance(0.85) ? world.Dice.Milliseconds(0.1, 3)
        : world.Dice.Chance(0.1) ? world.Dice.Seconds(5, 40)
        : world.Dice.Seconds(0, 3);
}
