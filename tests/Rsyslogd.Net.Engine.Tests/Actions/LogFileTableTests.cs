using System.Text;
using CsCheck;
using Rsyslogd.Net.Engine.Actions.OmFile;

namespace Rsyslogd.Net.Engine.Tests.Actions;

public class LogFileTableTests
{
    [Fact]
    public void Finding_adding_and_evicting_agree_with_a_plain_list() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 9]).Array[0, 2000].Sample(steps =>
        {
            var table = new LogFileTable();
            var model = new List<string>();
            foreach (var (number, kind) in steps)
            {
                var name = $"/var/log/host-{number}/some.log";
                var bytes = Encoding.UTF8.GetBytes(name);
                var hash = table.Hash(bytes);
                var found = table.Find(bytes, hash);
                Assert.Equal(model.Contains(name), found is not null);
                if (found is null)
                {
                    table.Add(new LogFile([0]) { Name = bytes, Hash = hash });
                }

                model.Remove(name);
                model.Add(name);
                if (kind == 0)
                {
                    Assert.Equal(model[0], Encoding.UTF8.GetString(table.Oldest!.Name));
                    table.Remove(table.Oldest);
                    model.RemoveAt(0);
                }

                Assert.Equal(model.Count, table.Count);
            }
        });
}
